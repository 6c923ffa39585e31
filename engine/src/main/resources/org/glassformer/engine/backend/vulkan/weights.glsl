// Elements of a weight of any type; W is 0 for F32, 1 for F16, 2 for BF16, 3 for Q8_0, 4 for Q4_0, 5 for Q4_K, 6 for
// Q6_K.
//
// Quantised blocks lie in two planes, the numbers of all blocks and then their scales, so that four numbers are one
// aligned word; those of Q4_K are whole words and lie as in the file. Element i is counted from the start of the memory,
// not of the view. A single element is as exact as the plain loops give it; four at once may be rounded once less.

#if W == 5
// Of a group of 32 of Q4_K: d scale and dmin least. Words of a block: d and dmin, 12 bytes of scales and least values of
// six bits each, 128 bytes of elements.
vec2 scaleAndLeast(uvec2 data, uint i) {
    uint at = (i >> 8) * 36u;
    uint group = (i >> 5) & 7u;
    uint shift = 8u * (group & 3u);
    uint a = Words(data).at[at + 1u] >> shift;
    uint b = Words(data).at[at + 2u] >> shift;
    uint c = Words(data).at[at + 3u] >> shift;
    uvec2 six = group < 4u
        ? uvec2(a, b) & 63u
        : (uvec2(c, c >> 4) & 15u) | ((uvec2(a, b) >> 2) & 48u);
    return unpackHalf2x16(Words(data).at[at]) * vec2(six);
}

// The word with the elements i to i + 3 of Q4_K in the lower four bits of its bytes.
uint fourBits(uvec2 data, uint i) {
    return Words(data).at[(i >> 8) * 36u + 4u + ((i >> 6) & 3u) * 8u + ((i & 31u) >> 2)] >> ((i & 32u) >> 3);
}
#elif W >= 3
float blockScale(uvec2 scales, uint block) {
    vec2 pair = unpackHalf2x16(Words(scales).at[block >> 1]);
    return (block & 1u) == 0u ? pair.x : pair.y;
}
#endif

#if W == 6
// d scale of a group of 16 of Q6_K. Words of a block: 128 bytes of lower four bits, 64 of upper two, 16 signed scales.
float groupScale(uvec2 data, uvec2 scales, uint i) {
    int word = int(Words(data).at[(i >> 8) * 52u + 48u + ((i >> 6) & 3u)]);
    return blockScale(scales, i >> 8) * float(bitfieldExtract(word, int(8u * ((i >> 4) & 3u)), 8));
}

// The elements i to i + 3 of Q6_K, 32 too large, in the lower six bits of the bytes of a word.
uint sixBits(uvec2 data, uint i) {
    uint at = (i >> 8) * 52u;
    uint part = (i >> 7) & 1u;
    uint lower = Words(data).at[at + 16u * part + ((i & 63u) >> 2)] >> ((i & 64u) >> 4);
    uint upper = Words(data).at[at + 32u + 8u * part + ((i & 31u) >> 2)] >> ((i >> 4) & 6u);
    return (lower & 0x0F0F0F0Fu) | (upper & 0x03030303u) << 4;
}
#endif

float weight(uvec2 data, uvec2 scales, uint i) {
#if W == 0
    return Floats(data).at[i];
#elif W == 1
    vec2 pair = unpackHalf2x16(Words(data).at[i >> 1]);
    return (i & 1u) == 0u ? pair.x : pair.y;
#elif W == 2
    uint word = Words(data).at[i >> 1];
    return uintBitsToFloat((i & 1u) == 0u ? word << 16 : word & 0xFFFF0000u);
#elif W == 3
    int word = int(Words(data).at[i >> 2]);
    return float(bitfieldExtract(word, int(8u * (i & 3u)), 8)) * blockScale(scales, i >> 5);
#elif W == 5
    vec2 of = scaleAndLeast(data, i);
    precise float scaled = of.x * float((fourBits(data, i) >> (8u * (i & 3u))) & 15u);
    precise float value = scaled - of.y;
    return value;
#elif W == 6
    return groupScale(data, scales, i) * (float((sixBits(data, i) >> (8u * (i & 3u))) & 63u) - 32.0);
#else
    uint word = Words(data).at[(i >> 5) * 4u + ((i & 15u) >> 2)];
    uint shift = 8u * (i & 3u) + ((i & 16u) >> 2);
    return (float((word >> shift) & 15u) - 8.0) * blockScale(scales, i >> 5);
#endif
}

// The elements i to i + 3; i is divisible by four, and F32 data lie at a multiple of 16 bytes.
vec4 weight4(uvec2 data, uvec2 scales, uint i) {
#if W == 0
    return Quads(data).at[i >> 2];
#elif W == 1
    uvec2 words = WordPairs(data).at[i >> 2];
    return vec4(unpackHalf2x16(words.x), unpackHalf2x16(words.y));
#elif W == 2
    uvec2 words = WordPairs(data).at[i >> 2];
    return uintBitsToFloat(
        uvec4(words.x << 16, words.x & 0xFFFF0000u, words.y << 16, words.y & 0xFFFF0000u));
#elif W == 3
    ivec4 word = ivec4(int(Words(data).at[i >> 2]));
    return vec4(word << ivec4(24, 16, 8, 0) >> 24) * blockScale(scales, i >> 5);
#elif W == 5
    vec2 of = scaleAndLeast(data, i);
    uvec4 four = (uvec4(fourBits(data, i)) >> uvec4(0, 8, 16, 24)) & 15u;
    return of.x * vec4(four) - of.y;
#elif W == 6
    uvec4 four = (uvec4(sixBits(data, i)) >> uvec4(0, 8, 16, 24)) & 63u;
    return groupScale(data, scales, i) * (vec4(four) - 32.0);
#else
    uint word = Words(data).at[(i >> 5) * 4u + ((i & 15u) >> 2)] >> ((i & 16u) >> 2);
    uvec4 four = (uvec4(word) >> uvec4(0, 8, 16, 24)) & 15u;
    return (vec4(four) - 8.0) * blockScale(scales, i >> 5);
#endif
}
