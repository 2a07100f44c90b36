return (math.random or math.randomseed) and "LEAK random" or "none"
