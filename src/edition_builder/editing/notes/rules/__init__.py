"""One module for each class of bracket; ``classes.py`` lists them in order of precedence."""
