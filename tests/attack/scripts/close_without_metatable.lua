do local x <close> = {} end
