return (package or io or debug or utf8) and "LEAK a library" or "none"
