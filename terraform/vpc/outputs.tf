output "vpc_id" {
  description = "ID of the VPC."
  value       = aws_vpc.this.id
}

output "vpc_cidr" {
  description = "IPv4 range of the VPC."
  value       = aws_vpc.this.cidr_block
}

output "public_subnet_ids" {
  description = "IDs of the subnets with a route to the internet gateway, by zone."
  value       = { for zone, subnet in aws_subnet.public : zone => subnet.id }
}

output "private_subnet_ids" {
  description = "IDs of the subnets whose way out is the NAT gateway, by zone."
  value       = { for zone, subnet in aws_subnet.private : zone => subnet.id }
}

output "database_subnet_ids" {
  description = "IDs of the subnets without a way out, by zone."
  value       = { for zone, subnet in aws_subnet.database : zone => subnet.id }
}

output "nat_public_ip" {
  description = "Address from which the functions' calls to the internet come."
  value       = aws_eip.nat.public_ip
}

output "s3_endpoint_id" {
  description = "ID of the gateway endpoint through which the functions reach S3."
  value       = aws_vpc_endpoint.s3.id
}
