"""From observations to what is said of them: series, intervals, change, sentences, tiles."""
