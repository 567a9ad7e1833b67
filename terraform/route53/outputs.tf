output "zone_id" {
  description = "ID of the hosted zone."
  value       = aws_route53_zone.this.zone_id
}

output "name_servers" {
  description = "Name servers to which the parent domain must delegate."
  value       = aws_route53_zone.this.name_servers
}
