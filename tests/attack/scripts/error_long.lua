error(("long "):rep(800))
