package sh.lfc.nv.emulator.services.route53;

import java.util.List;
import java.util.NavigableMap;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The records of hosted zones, after Route 53's API reference. */
public final class RecordSetService implements AwsService {

    private static final int MAX_ITEMS = 300;

    private final Zones zones;

    RecordSetService(Zones zones) {
        this.zones = zones;
    }

    @Override
    public String sdkPackage() {
        return "route53";
    }

    /** Applies all changes of the batch, or none. */
    public ChangeResourceRecordSetsResponse changeResourceRecordSets(
            ChangeResourceRecordSetsRequest request, Call call) {
        Zone zone = zones.get(call, request.hostedZoneId());
        List<Change> batch = request.changeBatch() == null
                ? List.of()
                : request.changeBatch().changes();
        ChangeForm.check(batch);
        zone.change(records -> new ChangeBatchRules(zone, id -> zones.find(call, id)).apply(batch, records));
        return ChangeResourceRecordSetsResponse.builder()
                .changeInfo(Receipts.of(zones, request.changeBatch().comment(), call))
                .build();
    }

    public ListResourceRecordSetsResponse listResourceRecordSets(ListResourceRecordSetsRequest request, Call call) {
        Zone zone = zones.get(call, request.hostedZoneId());
        if (request.startRecordName() == null && request.startRecordType() != null) {
            throw InvalidInputException.builder()
                    .message("The input is not valid: a start record type requires a start record name")
                    .build();
        }
        int size = request.maxItems() == null
                ? MAX_ITEMS
                : Math.max(1, Math.min(MAX_ITEMS, Integer.parseInt(request.maxItems())));
        NavigableMap<RecordKey, ResourceRecordSet> records = zone.records();
        NavigableMap<RecordKey, ResourceRecordSet> from = request.startRecordName() == null
                ? records
                : records.tailMap(
                        new RecordKey(
                                DnsNames.normal(request.startRecordName()),
                                request.startRecordType() == null ? "" : request.startRecordTypeAsString(),
                                request.startRecordIdentifier() == null ? "" : request.startRecordIdentifier()),
                        true);
        List<ResourceRecordSet> found = from.values().stream().limit(size + 1L).toList();
        boolean more = found.size() > size;
        ResourceRecordSet next = more ? found.get(size) : null;
        return ListResourceRecordSetsResponse.builder()
                .resourceRecordSets(more ? found.subList(0, size) : found)
                .isTruncated(more)
                .nextRecordName(more ? next.name() : null)
                .nextRecordType(more ? next.type() : null)
                .nextRecordIdentifier(more ? next.setIdentifier() : null)
                .maxItems(String.valueOf(size))
                .build();
    }
}
