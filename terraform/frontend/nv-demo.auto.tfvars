env    = "nv-demo"
region = "us-east-1"

domain = "nv.lfc.sh"
