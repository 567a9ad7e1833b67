env    = "nv-demo"
region = "us-east-1"

# The service bears the loss of its cache, so a demo does without a replica.
nodes = 1
