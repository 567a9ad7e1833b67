# Functions find Redis by the variables.
locals {
  cache = {
    address = var.redis_host
    port    = var.redis_port
    tls     = var.redis_tls
  }
}
