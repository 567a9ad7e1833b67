package sh.lfc.nv.emulator.services.kms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagException;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** The operations on keys' policies and tags. */
final class KeySettings implements AwsService {

    private static final String POLICY_NAME = "default";
    private static final int MOST_TAGS = 50;

    private final Regional<Keys> keys;

    KeySettings(Regional<Keys> keys) {
        this.keys = keys;
    }

    @Override
    public String sdkPackage() {
        return "kms";
    }

    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request, Call call) {
        requireDefault(request.policyName());
        return GetKeyPolicyResponse.builder()
                .policy(keys.of(call).get(request.keyId()).policy())
                .policyName(POLICY_NAME)
                .build();
    }

    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request, Call call) {
        requireDefault(request.policyName());
        Constraints.json().required("policy", request.policy()).check();
        checkPolicy(request.policy());
        keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            return key.withPolicy(request.policy());
        });
        return PutKeyPolicyResponse.builder().build();
    }

    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest request, Call call) {
        keys.of(call).get(request.keyId());
        return ListKeyPoliciesResponse.builder()
                .policyNames(POLICY_NAME)
                .truncated(false)
                .build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            return key.withTags(tags(key.tags(), request.tags()));
        });
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        keys.of(call).change(request.keyId(), key -> {
            Keys.requireNotPending(key);
            Map<String, String> rest = new LinkedHashMap<>(key.tags());
            rest.keySet().removeAll(request.tagKeys());
            return key.withTags(rest);
        });
        return UntagResourceResponse.builder().build();
    }

    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request, Call call) {
        List<Tag> tags = keys.of(call).get(request.keyId()).tags().entrySet().stream()
                .map(tag -> Tag.builder()
                        .tagKey(tag.getKey())
                        .tagValue(tag.getValue())
                        .build())
                .toList();
        OffsetPage<Tag> page = Pages.of(tags, request.marker(), request.limit());
        return ListResourceTagsResponse.builder()
                .tags(page.items())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    static Map<String, String> tags(Map<String, String> before, List<Tag> added) {
        Map<String, String> all = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            if (tag.tagKey() == null
                    || tag.tagKey().isEmpty()
                    || tag.tagKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw TagException.builder()
                        .message("Tag key is not valid: " + tag.tagKey())
                        .build();
            }
            all.put(tag.tagKey(), tag.tagValue());
        }
        if (all.size() > MOST_TAGS) {
            throw LimitExceededException.builder()
                    .message("Too many tags, at most " + MOST_TAGS + " are allowed.")
                    .build();
        }
        return all;
    }

    static void checkPolicy(String policy) {
        try {
            PolicyKind.RESOURCE.parse(policy);
        } catch (PolicySyntaxException e) {
            throw MalformedPolicyDocumentException.builder()
                    .message(e.getMessage())
                    .build();
        }
    }

    private static void requireDefault(String name) {
        if (name != null && !name.equals(POLICY_NAME)) {
            throw NotFoundException.builder().message("No such policy exists").build();
        }
    }
}
