return collectgarbage and "LEAK the collector" or "none"
