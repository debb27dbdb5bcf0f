"""One module for each metric: its name is the identity, its docstring the method note that readers see."""
