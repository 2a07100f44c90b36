return select("#", (("x"):rep(4000)):byte(1, -1))
