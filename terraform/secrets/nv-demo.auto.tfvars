env    = "nv-demo"
region = "us-east-1"

# ####################################################################################################################
# #  DEMO ONLY. These are passwords in a repository, open to everybody who reads it.                                  #
# #  A real deployment NEVER does this: delete the two blocks and give the values from a password store when applying, #
# #  for example in TF_VAR_postgres_credentials and TF_VAR_client_credentials.                                         #
# ####################################################################################################################
postgres_credentials = {
  username = "nvdemo"
  password = "demo-only-Postgres-1"
}

client_credentials = {
  username = "nvclient"
  password = "mysecretkey"
}

# A demo is thrown away and made again under the same names.
recovery_window_in_days = 0
