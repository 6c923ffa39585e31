package com.sun.glass.ui.wideheadless;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.WideHeadlessApplication;

/// Test only: `-Dglass.platform=Wideheadless`. Works on the class path alone, as the packages are split.
public final class WideheadlessPlatformFactory extends HeadlessPlatformFactory {

    /// Found by name.
    public WideheadlessPlatformFactory() {}

    @Override
    public Application createApplication() {
        return new WideHeadlessApplication();
    }
}
