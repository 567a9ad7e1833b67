package sh.lfc.nv.emulator.services.acm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateResponse;
import software.amazon.awssdk.services.acm.model.CertificateExport;
import software.amazon.awssdk.services.acm.model.CertificateOptions;
import software.amazon.awssdk.services.acm.model.CertificateTransparencyLoggingPreference;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ExportCertificateRequest;
import software.amazon.awssdk.services.acm.model.ExportCertificateResponse;
import software.amazon.awssdk.services.acm.model.GetCertificateRequest;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.ImportCertificateResponse;
import software.amazon.awssdk.services.acm.model.InvalidArnException;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.LimitExceededException;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateResponse;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateResponse;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateResponse;
import software.amazon.awssdk.services.acm.model.RequestInProgressException;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.TooManyTagsException;
import software.amazon.awssdk.services.acm.model.UpdateCertificateOptionsRequest;
import software.amazon.awssdk.services.acm.model.UpdateCertificateOptionsResponse;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/**
 * AWS Certificate Manager, after its API reference.
 *
 * <p>A certificate is issued as soon as the validation records of all its names stand in the public DNS. Validation by
 * e-mail stays pending, private authorities are not offered. Certificates live by the emulator's clock, and are renewed
 * by it; those that are issued when it is ahead begin to be valid at the machine's time, since the clients that verify
 * them live by that.
 */
public final class AcmService implements AwsService {

    private static final int MAX_NAMES = 100;
    private static final int MAX_TAGS = 50;
    private static final int PAGE = 1000;
    private static final Pattern DOMAIN =
            Pattern.compile("(\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])");
    private static final Set<KeyAlgorithm> LISTED_BY_DEFAULT = Set.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);

    private final Platform platform;
    private final Certificates certificates;

    /**
     * @param authority issues the certificates
     * @param dns where names are proven
     * @param metrics is told how long certificates last
     */
    public AcmService(
            Platform platform,
            Supplier<CertificateAuthority> authority,
            ValidationRecords dns,
            CertificateMetrics metrics) {
        this.platform = platform;
        this.certificates = new Certificates(authority, dns, platform);
        Renewals renewals = new Renewals(certificates, metrics, platform.clock());
        platform.scheduler().recurring(Renewals::next, renewals::check);
    }

    @Override
    public String sdkPackage() {
        return "acm";
    }

    // For the services that use certificates

    /** The names of an issued certificate; empty when there is none with this ARN, or it is not issued. */
    public Optional<List<String>> issuedNames(String arn) {
        return certificates.find(arn).filter(Certificate::isIssued).map(Certificate::names);
    }

    /** An issued certificate with its key. */
    public Optional<IssuedCertificate> issued(String arn) {
        return certificates.find(arn).map(Certificate::issued);
    }

    /** The tags of a certificate; none where there is none with this ARN. */
    public Map<String, String> tags(String arn) {
        return certificates.find(arn).map(Certificate::tags).orElse(Map.of());
    }

    /** The tags of all certificates of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return certificates.all(scope).stream().collect(Collectors.toMap(Certificate::arn, Certificate::tags));
    }

    /** Notes that a resource uses the certificate, which cannot be deleted then, or does so no more. */
    public void used(String arn, String resourceArn, boolean used) {
        certificates.used(arn, resourceArn, used);
    }

    /** Issues what has been proven by now. */
    public void validate() {
        certificates.validate();
    }

    // Operations

    public RequestCertificateResponse requestCertificate(RequestCertificateRequest request, Call call) {
        requireNames(request);
        if (request.certificateAuthorityArn() != null) {
            throw InvalidArnException.builder()
                    .message("Could not find certificate authority " + request.certificateAuthorityArn() + ".")
                    .build();
        }
        List<String> names = new ArrayList<>(List.of(request.domainName()));
        request.subjectAlternativeNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        Map<String, String> tags = tags(request.tags());
        Optional<Certificate> same = request.idempotencyToken() == null
                ? Optional.empty()
                : certificates.all(call.scope()).stream()
                        .filter(each -> request.idempotencyToken().equals(each.idempotencyToken())
                                && each.names().equals(names))
                        .findFirst();
        String arn = same.map(Certificate::arn).orElseGet(() -> call.scope()
                .arn("acm", "certificate/" + platform.ids().uuid()));
        if (same.isEmpty()) {
            certificates.put(new Certificate(
                    arn,
                    names,
                    request.validationMethod() == null ? ValidationMethod.EMAIL : request.validationMethod(),
                    request.keyAlgorithm() == null ? KeyAlgorithm.RSA_2048 : request.keyAlgorithm(),
                    complete(request.options()),
                    request.idempotencyToken(),
                    now(),
                    null,
                    null,
                    null,
                    tags,
                    Set.of()));
        }
        return RequestCertificateResponse.builder().certificateArn(arn).build();
    }

    public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request, Call call) {
        Certificate certificate = certificates.get(call.scope(), request.certificateArn());
        return DescribeCertificateResponse.builder()
                .certificate(CertificateDetails.of(
                        certificate,
                        name -> certificates.isInDns(certificate, name),
                        platform.clock().instant()))
                .build();
    }

    public ListCertificatesResponse listCertificates(ListCertificatesRequest request, Call call) {
        Instant now = platform.clock().instant();
        Set<KeyAlgorithm> types =
                request.includes() == null || request.includes().keyTypes().isEmpty()
                        ? LISTED_BY_DEFAULT
                        : Set.copyOf(request.includes().keyTypes());
        List<Certificate> found = certificates.all(call.scope()).stream()
                .filter(each -> types.contains(each.keyAlgorithm()))
                .filter(each -> request.certificateStatuses().isEmpty()
                        || request.certificateStatuses().contains(each.status(now)))
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int size = request.maxItems() == null ? PAGE : request.maxItems();
        int until = Math.min(found.size(), from + size);
        return ListCertificatesResponse.builder()
                .certificateSummaryList(found.subList(Math.min(from, until), until).stream()
                        .map(each -> CertificateDetails.summary(each, now))
                        .toList())
                .nextToken(until < found.size() ? String.valueOf(until) : null)
                .build();
    }

    public GetCertificateResponse getCertificate(GetCertificateRequest request, Call call) {
        Certificate certificate = certificates.get(call.scope(), request.certificateArn());
        if (!certificate.isIssued()) {
            throw RequestInProgressException.builder()
                    .message("The certificate " + certificate.arn() + " is not yet issued.")
                    .build();
        }
        return GetCertificateResponse.builder()
                .certificate(certificate.issued().certificatePem())
                .certificateChain(certificate.issued().issuersPem())
                .build();
    }

    public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest request, Call call) {
        certificates.delete(call.scope(), request.certificateArn());
        return DeleteCertificateResponse.builder().build();
    }

    public ExportCertificateResponse exportCertificate(ExportCertificateRequest request, Call call) {
        Certificate certificate = certificates.get(call.scope(), request.certificateArn());
        throw AwsError.badRequest(
                "ValidationException", "Certificate ARN: " + certificate.arn() + " is not a private certificate");
    }

    public UpdateCertificateOptionsResponse updateCertificateOptions(
            UpdateCertificateOptionsRequest request, Call call) {
        certificates.change(
                call.scope(),
                request.certificateArn(),
                certificate -> certificate.options(complete(request.options())));
        return UpdateCertificateOptionsResponse.builder().build();
    }

    public ImportCertificateResponse importCertificate(ImportCertificateRequest request, Call call) {
        Imported imported = Imported.of(request);
        if (request.certificateArn() != null) {
            Certificate there = certificates.get(call.scope(), request.certificateArn());
            if (!there.isImported()) {
                throw AwsError.badRequest(
                        "ValidationException", "The certificate " + there.arn() + " was not imported.");
            }
        }
        String arn = request.certificateArn() == null
                ? call.scope().arn("acm", "certificate/" + platform.ids().uuid())
                : request.certificateArn();
        Certificate before = certificates.find(arn).orElse(null);
        certificates.put(new Certificate(
                arn,
                imported.names(),
                null,
                imported.keyAlgorithm(),
                complete(null),
                null,
                before == null ? now() : before.createdAt(),
                imported.certificate(),
                now(),
                null,
                before == null ? tags(request.tags()) : before.tags(),
                before == null ? Set.of() : before.usedBy()));
        return ImportCertificateResponse.builder().certificateArn(arn).build();
    }

    // Tags

    public AddTagsToCertificateResponse addTagsToCertificate(AddTagsToCertificateRequest request, Call call) {
        certificates.change(call.scope(), request.certificateArn(), certificate -> {
            Map<String, String> tags = new TreeMap<>(certificate.tags());
            tags.putAll(tags(request.tags()));
            requireFew(tags);
            return certificate.tags(tags);
        });
        return AddTagsToCertificateResponse.builder().build();
    }

    public RemoveTagsFromCertificateResponse removeTagsFromCertificate(
            RemoveTagsFromCertificateRequest request, Call call) {
        certificates.change(call.scope(), request.certificateArn(), certificate -> {
            Map<String, String> tags = new TreeMap<>(certificate.tags());
            request.tags().forEach(tag -> {
                if (tag.value() == null || tag.value().equals(tags.get(tag.key()))) {
                    tags.remove(tag.key());
                }
            });
            return certificate.tags(tags);
        });
        return RemoveTagsFromCertificateResponse.builder().build();
    }

    public ListTagsForCertificateResponse listTagsForCertificate(ListTagsForCertificateRequest request, Call call) {
        return ListTagsForCertificateResponse.builder()
                .tags(certificates.get(call.scope(), request.certificateArn()).tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static Map<String, String> tags(List<Tag> given) {
        Map<String, String> tags = new TreeMap<>();
        given.forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        requireFew(tags);
        return tags;
    }

    private static void requireFew(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw TooManyTagsException.builder()
                    .message("The certificate would have more than " + MAX_TAGS + " tags.")
                    .build();
        }
    }

    private static void requireNames(RequestCertificateRequest request) {
        Constraints constraints = Constraints.json()
                .required("domainName", request.domainName())
                .length("domainName", request.domainName(), 1, 253)
                .matches("domainName", request.domainName(), DOMAIN);
        request.subjectAlternativeNames().forEach(name -> constraints.matches("subjectAlternativeNames", name, DOMAIN));
        constraints.check();
        if (request.subjectAlternativeNames().size() > MAX_NAMES) {
            throw LimitExceededException.builder()
                    .message("Requested more names than the " + MAX_NAMES + " that a certificate may have.")
                    .build();
        }
    }

    private static CertificateOptions complete(CertificateOptions given) {
        CertificateOptions options =
                given == null ? CertificateOptions.builder().build() : given;
        return CertificateOptions.builder()
                .certificateTransparencyLoggingPreference(
                        options.certificateTransparencyLoggingPreference() == null
                                ? CertificateTransparencyLoggingPreference.ENABLED
                                : options.certificateTransparencyLoggingPreference())
                .export(options.export() == null ? CertificateExport.DISABLED : options.export())
                .build();
    }

    private Instant now() {
        return platform.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
