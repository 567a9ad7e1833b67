env    = "nv-demo"
region = "us-east-1"

# DEMO ONLY: a key in a repository is open to everybody who reads it. A real deployment deletes this line and gives the
# key when applying, for example in TF_VAR_client_api_key.
client_api_key = "demo-only-client-api-key"

# A demo is thrown away and made again under the same names.
recovery_window_in_days = 0
