"""The server under everything at once for many minutes: does what it holds stay as much as it was?"""
