package sh.lfc.nv.emulator.services.iam;

import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.paging.OffsetPage;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** The operations on groups. */
final class GroupOperations implements AwsService {

    private static final int NAME_LENGTH = 128;

    private final Platform platform;
    private final IamAccounts accounts;

    GroupOperations(Platform platform, IamAccounts accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    @Override
    public String sdkPackage() {
        return "iam";
    }

    public CreateGroupResponse createGroup(CreateGroupRequest request, Call call) {
        Names.require("groupName", request.groupName(), NAME_LENGTH);
        IamAccount account = accounts.of(call);
        String path = Names.path(request.path());
        IamGroup group = account.groups()
                .add(new IamGroup(
                        request.groupName(),
                        path,
                        "AGPA" + platform.ids().base32(17),
                        account.arn("group" + path + request.groupName()),
                        call.time().truncatedTo(ChronoUnit.SECONDS),
                        Set.of(),
                        PolicySet.NONE));
        return CreateGroupResponse.builder().group(group.shown()).build();
    }

    public GetGroupResponse getGroup(GetGroupRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamGroup group = account.groups().get(request.groupName());
        List<IamUser> members = account.users().all().stream()
                .filter(user -> group.members().contains(user.id()))
                .toList();
        OffsetPage<IamUser> page = Pages.of(members, request.marker(), request.maxItems());
        return GetGroupResponse.builder()
                .group(group.shown())
                .users(page.map(user -> user.shown(false)))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public ListGroupsResponse listGroups(ListGroupsRequest request, Call call) {
        List<IamGroup> groups = accounts.of(call).groups().all().stream()
                .filter(group -> Names.below(request.pathPrefix(), group.path()))
                .toList();
        OffsetPage<IamGroup> page = Pages.of(groups, request.marker(), request.maxItems());
        return ListGroupsResponse.builder()
                .groups(page.map(IamGroup::shown))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamUser user = account.users().get(request.userName());
        List<IamGroup> groups = account.groups().all().stream()
                .filter(group -> group.members().contains(user.id()))
                .toList();
        OffsetPage<IamGroup> page = Pages.of(groups, request.marker(), request.maxItems());
        return ListGroupsForUserResponse.builder()
                .groups(page.map(IamGroup::shown))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    public UpdateGroupResponse updateGroup(UpdateGroupRequest request, Call call) {
        IamAccount account = accounts.of(call);
        IamGroup group = account.groups().get(request.groupName());
        String name = request.newGroupName() == null ? group.name() : request.newGroupName();
        Names.require("newGroupName", name, NAME_LENGTH);
        String path = request.newPath() == null ? group.path() : Names.path(request.newPath());
        account.groups().rename(group.name(), group.renamed(name, path, account.arn("group" + path + name)));
        return UpdateGroupResponse.builder().build();
    }

    public DeleteGroupResponse deleteGroup(DeleteGroupRequest request, Call call) {
        accounts.of(call).groups().remove(request.groupName(), group -> {
            if (!group.members().isEmpty()) {
                throw Refusal.conflict("Cannot delete entity, must remove users from group first.");
            }
            group.policies().requireNone();
        });
        return DeleteGroupResponse.builder().build();
    }

    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request, Call call) {
        IamAccount account = accounts.of(call);
        synchronized (account) {
            account.groups().get(request.groupName());
            String id = account.users().get(request.userName()).id();
            account.groups().change(request.groupName(), group -> {
                Set<String> members = new HashSet<>(group.members());
                members.add(id);
                return group.withMembers(members);
            });
        }
        return AddUserToGroupResponse.builder().build();
    }

    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request, Call call) {
        IamAccount account = accounts.of(call);
        account.groups().get(request.groupName());
        String id = account.users().get(request.userName()).id();
        account.groups().change(request.groupName(), group -> {
            Set<String> members = new HashSet<>(group.members());
            if (!members.remove(id)) {
                throw Refusal.missing(
                        "User " + request.userName() + " is not a member of group " + request.groupName() + ".");
            }
            return group.withMembers(members);
        });
        return RemoveUserFromGroupResponse.builder().build();
    }
}
