return (setmetatable or rawset or rawget or rawequal or next) and "LEAK raw access" or "none"
