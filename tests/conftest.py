from hypothesis import settings

# No deadline: how long a machine takes says nothing about what is right.
settings.register_profile("padsketch", deadline=None, derandomize=True, database=None)
settings.load_profile("padsketch")
