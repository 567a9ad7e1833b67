data "aws_iam_policy_document" "lambda_assume_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "postgres_update" {
  name               = local.function
  description        = "Execution role of the function ${local.function}"
  assume_role_policy = data.aws_iam_policy_document.lambda_assume_role.json
}

resource "aws_iam_role_policy" "postgres_update" {
  name   = local.function
  role   = aws_iam_role.postgres_update.id
  policy = data.aws_iam_policy_document.postgres_update.json
}

data "aws_iam_policy_document" "postgres_update" {
  statement {
    sid       = "WriteOwnLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.postgres_update.arn}:*"]
  }

  statement {
    sid       = "ReadDatabaseCredentials"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [data.aws_secretsmanager_secret.postgres.arn]
  }

  # The event does not say the content type: the function asks for the object's head, which GetObject allows. ListBucket
  # makes the answer for an object that is gone 404 instead of 403.
  statement {
    sid       = "ReadFiles"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${aws_s3_bucket.storage.arn}/*"]
  }

  statement {
    sid       = "TellMissingFiles"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.storage.arn]
  }

  # For bad records; Lambda itself uses it for events that failed to the last attempt.
  statement {
    sid       = "SendDeadLetters"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead_letter.arn]
  }

  # Lambda itself places the function's network interfaces, with this role ("Giving Lambda functions access to
  # resources in an Amazon VPC"): deletion must cover all resource IDs and descriptions cannot be narrowed.
  statement {
    sid     = "CreateNetworkInterfaces"
    actions = ["ec2:CreateNetworkInterface"]
    resources = concat(
      [
        "${local.ec2_arn}:network-interface/*",
        "${local.ec2_arn}:security-group/${aws_security_group.postgres_update.id}",
      ],
      [for id in data.aws_subnets.private.ids : "${local.ec2_arn}:subnet/${id}"],
    )
  }

  statement {
    sid = "ReleaseNetworkInterfaces"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:DeleteNetworkInterface",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["${local.ec2_arn}:*/*"]
  }

  statement {
    sid       = "DescribeNetwork"
    actions   = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
    resources = ["*"]
  }

  # Lambda may, the function's code may not.
  statement {
    sid    = "KeepNetworkFromCode"
    effect = "Deny"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "lambda:SourceFunctionArn"
      values   = ["${local.lambda_arn}:function:${local.function}"]
    }
  }
}
