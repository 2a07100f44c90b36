return coroutine and "LEAK coroutines" or "none"
