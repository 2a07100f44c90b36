return require("../secret") and "LEAK a file"
