// (x[i], x[i + R / 2]) turns by the angle of the row's position; direction -1 turns back.

layout(push_constant) uniform Push {
    Floats x;
    Floats cosines;
    Floats sines;
    Words positions;
    uint n;
    uint heads;
    uint headSize;
    uint pairs;
    float direction;
};

void main() {
    uint i = thread();
    if (i >= n * heads * pairs) {
        return;
    }
    uint pair = i % pairs;
    uint head = i / pairs;
    uint angle = positions.at[head / heads] * pairs + pair;
    float c = cosines.at[angle];
    float s = sines.at[angle] * direction;
    uint at = head * headSize + pair;
    float first = x.at[at];
    float second = x.at[at + pairs];
    x.at[at] = first * c - second * s;
    x.at[at + pairs] = second * c + first * s;
}
