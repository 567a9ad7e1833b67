# No force_destroy: a record that this repository did not make stops destroy, as it should.
resource "aws_route53_zone" "this" {
  name    = var.domain
  comment = "Zone of ${var.env}; the parent domain delegates to its name servers."
}
