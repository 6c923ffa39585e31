// Elements of a weight of any type; W is 0 for F32, 1 for F16, 2 for BF16, 3 for Q8_0, 4 for Q4_0.
//
// Quantised blocks lie in two planes, the numbers of all blocks and then their scales, so that four numbers are one
// aligned word. Element i is counted from the start of the memory, not of the view.

#if W >= 3
float blockScale(uvec2 scales, uint block) {
    vec2 pair = unpackHalf2x16(Words(scales).at[block >> 1]);
    return (block & 1u) == 0u ? pair.x : pair.y;
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
#else
    uint word = Words(data).at[(i >> 5) * 4u + ((i & 15u) >> 2)] >> ((i & 16u) >> 2);
    uvec4 four = (uvec4(word) >> uvec4(0, 8, 16, 24)) & 15u;
    return (vec4(four) - 8.0) * blockScale(scales, i >> 5);
#endif
}
