return os and "LEAK os" or "none"
