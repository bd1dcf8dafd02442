# SPDX-License-Identifier: GPL-2.0-or-later
# javac and jar themselves; classes, a jar that runs, a diagnosis.
# packages: default-jdk-headless
set -eu
. "$SRC/lib.sh"

mkdir -p source/app
cat >source/app/Main.java <<'END'
package app;
import java.util.stream.*;
public class Main {
    sealed interface Shape permits Square, Circle {}
    record Square(int side) implements Shape {}
    record Circle(int radius) implements Shape {}
    public static void main(String[] args) {
        System.out.println(Stream.of(new Square(2), new Circle(3)).map(Object::toString).collect(Collectors.joining(";")));
        System.exit(args.length);
    }
}
END
javac -d classes source/app/Main.java
status java -cp classes app.Main one two
jar --create --date=2001-01-01T00:00:00Z --file app.jar --main-class app.Main -C classes .
jar --list --file app.jar | sort
status java -jar app.jar
sed -i 's/args.length/args.size/' source/app/Main.java
status javac -d classes source/app/Main.java 2>&1
# jar notes when it made the manifest.
rm app.jar
