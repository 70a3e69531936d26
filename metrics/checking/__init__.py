"""Everything that can be wrong with a drop: the stages in order, one function for each rule."""
