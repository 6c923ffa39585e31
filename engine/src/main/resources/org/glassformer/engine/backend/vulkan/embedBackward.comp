// dTable[id] += the sum of dOut[n] over the places n of that id, in order: no two threads add into one element.

layout(push_constant) uniform Push {
    Floats dTable;
    Floats dOut;
    Words ids; // each different one once
    Words starts; // of an id's places, and one more
    Words places;
    uint different;
    uint cols;
};

void main() {
    uint i = thread();
    if (i >= different * cols) {
        return;
    }
    uint u = i / cols;
    uint col = i % cols;
    float sum = 0.0;
    for (uint p = starts.at[u]; p < starts.at[u + 1]; p++) {
        sum += dOut.at[places.at[p] * cols + col];
    }
    dTable.at[ids.at[u] * cols + col] += sum;
}
