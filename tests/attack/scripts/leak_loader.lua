return (load or loadstring or dofile or loadfile) and "LEAK a loader" or "none"
