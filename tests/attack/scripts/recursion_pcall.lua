local function down() pcall(down) end down()
