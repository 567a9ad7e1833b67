package sh.lfc.nv.terraform.policy.aws;

import java.nio.file.Path;
import sh.lfc.nv.terraform.install.TerraformInstallation;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.process.Processes;
import sh.lfc.nv.terraform.testing.RealTerraform;

/** Plans of the provider hashicorp/aws itself, which tells more or less than one thinks. No AWS is called. */
final class ProviderPlan {
    private static final String PROVIDER =
            """
            terraform {
              required_providers {
                aws = {
                  source  = "hashicorp/aws"
                  version = "~> 5.0"
                }
              }
            }
            provider "aws" {
              region                      = "eu-central-1"
              access_key                  = "a"
              secret_key                  = "b"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
            }
            """;

    private ProviderPlan() {}

    /** @param resources and whatever else a configuration has beside the provider and its version */
    static Infrastructure of(Path folder, String resources) throws InterruptedException {
        try (var processes = new Processes()) {
            var terraform = new RealTerraform(folder, processes)
                    .builder(PROVIDER + resources)
                    .installation(TerraformInstallation.find())
                    .build();
            terraform.init();
            return Infrastructure.planned(terraform.planWithValues());
        }
    }
}
