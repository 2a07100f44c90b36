return #string.rep("abcdefgh", (1 << 61) + 1)
