"""The hosts. Only this room may import one."""
