# No rule of its own. Each function that may connect brings, with its own group, one rule that admits it, in the stack
# that owns the function: those stacks need the cache's address, so they come later than this one.
resource "aws_security_group" "cache" {
  name        = "${var.env}-cache"
  description = "Cache ${var.env}-cache: reachable from the functions security groups only"
  vpc_id      = data.aws_vpc.this.id

  tags = { Name = "${var.env}-cache" }
}
