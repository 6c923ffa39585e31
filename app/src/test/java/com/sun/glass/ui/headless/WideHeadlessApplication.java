package com.sun.glass.ui.headless;

import com.sun.glass.ui.Cursor;
import com.sun.glass.ui.GlassRobot;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.Screen;
import com.sun.glass.ui.Window;
import java.nio.ByteBuffer;

/// Test only: a headless screen of any size (`test.screen.width`, `test.screen.height`), with no frame buffer to run
/// over; snapshots do not need one. The stock screen is 1000 x 1000 and fails scrolling.
public final class WideHeadlessApplication extends HeadlessApplication {

    private static final int W = Integer.getInteger("test.screen.width", 1920);
    private static final int H = Integer.getInteger("test.screen.height", 1080);

    private final HeadlessWindowManager windows = new HeadlessWindowManager();
    private Screen[] wide;
    private HeadlessRobot robot;

    @Override
    protected Screen[] staticScreen_getScreens() {
        if (wide == null) {
            wide =
                    new Screen[] {
                        new Screen(
                                0, 32, 0, 0, W, H, 0, 0, W, H, 0, 0, W, H, 100, 100, 1f, 1f, 1f, 1f)
                    };
        }
        return wide;
    }

    @Override
    public Window createWindow(Window owner, Screen screen, int styleMask) {
        HeadlessWindow window =
                new HeadlessWindow(windows, owner, screen, ByteBuffer.allocate(4), styleMask) {
                    @Override
                    void blit(Pixels pixels) {}

                    @Override
                    void clearRect(int x0, int w0, int y0, int h0) {}
                };
        if (robot != null) {
            robot.windowAdded(window);
            window.setRobot(robot);
        }
        return window;
    }

    @Override
    public GlassRobot createRobot() {
        robot = new ScrollingRobot(this);
        return robot;
    }

    @Override
    public Cursor createCursor(int x, int y, Pixels pixels) {
        return new HeadlessCursor(Cursor.CURSOR_DEFAULT);
    }

    @Override
    protected void staticCursor_setVisible(boolean visible) {}

    /// The stock robot passes screen coordinates as view coordinates.
    private static final class ScrollingRobot extends HeadlessRobot {

        ScrollingRobot(HeadlessApplication application) {
            super(application);
        }

        @Override
        public void mouseWheel(int amount) {
            Window window =
                    Window.getWindows().stream()
                            .filter(w -> w.isFocused() && w.getView() != null)
                            .reduce((first, second) -> second)
                            .orElse(null);
            if (window == null) {
                return;
            }
            int x = (int) getMouseX();
            int y = (int) getMouseY();
            for (int i = 0; i < Math.abs(amount); i++) {
                ((HeadlessView) window.getView())
                        .notifyScroll(
                                x - window.getX(),
                                y - window.getY(),
                                x,
                                y,
                                0,
                                amount > 0 ? -1 : 1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                40,
                                40);
            }
        }
    }
}
