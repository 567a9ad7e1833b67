package sh.lfc.nv.emulator.runtimes.archives;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says of its class's ancestors ("The Java Virtual Machine Specification", chapter 4).
 *
 * @param parent the name of the class that it extends, with slashes; null for {@code java/lang/Object}
 * @param interfaces the names of those that it implements, in their order
 */
record ClassHead(String parent, List<String> interfaces) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int METHOD_HANDLE = 15;

    static ClassHead read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt(); // the version
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] names = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case CLASS -> names[i] = in.readUnsignedShort();
                case LONG, DOUBLE -> {
                    in.readLong();
                    i++; // they take two places
                }
                case METHOD_HANDLE -> in.skipNBytes(3);
                case 8, 16, 19, 20 -> in.skipNBytes(2); // string, method type, module, package
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4); // numbers, references, dynamic ones
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        in.skipNBytes(4); // access flags, this class
        int parent = in.readUnsignedShort();
        List<String> interfaces = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            interfaces.add(texts[names[in.readUnsignedShort()]]);
        }
        return new ClassHead(parent == 0 ? null : texts[names[parent]], List.copyOf(interfaces));
    }
}
