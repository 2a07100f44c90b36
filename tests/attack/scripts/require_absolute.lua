return require("/etc/passwd") and "LEAK a file"
