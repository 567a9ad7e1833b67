data "aws_caller_identity" "current" {}

data "aws_iam_session_context" "current" {
  arn = data.aws_caller_identity.current.arn
}

# The API function's role gets its permission from its own policy, in the stack frontend. This policy takes the secret
# away from everybody else in the account, administrators included. It names the role by a condition: the role does not
# exist yet, and a principal must. Whoever applies this stack stays admitted, because Terraform's refresh reads the
# version back.
data "aws_iam_policy_document" "only_api_function" {
  statement {
    sid       = "OnlyTheApiFunction"
    effect    = "Deny"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.client_api_key.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnNotEquals"
      variable = "aws:PrincipalArn"
      values   = local.readers
    }
  }
}

resource "aws_secretsmanager_secret_policy" "client_api_key" {
  secret_arn          = aws_secretsmanager_secret.client_api_key.arn
  policy              = data.aws_iam_policy_document.only_api_function.json
  block_public_policy = true
}
