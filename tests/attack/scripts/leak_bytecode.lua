return string.dump and "LEAK bytecode" or "none"
