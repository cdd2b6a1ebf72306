import type { ThemeConfig } from 'antd';

type Tokens = Required<Pick<ThemeConfig, 'token' | 'components'>>;

/** What both themes share: type, measures, motion. */
export const sharedTokens: ThemeConfig['token'] = {
  fontFamily: '"Public Sans", "Public Sans Fallback", system-ui, sans-serif',
  fontSize: 14,
  lineHeight: 20 / 14,
  borderRadius: 6,
  borderRadiusLG: 8,
  controlHeight: 32,
  controlHeightLG: 44,
  motionDurationFast: '0.08s',
  motionDurationMid: '0.1s',
  motionDurationSlow: '0.14s',
  // What works is read as well as what waits: its spinner says enough.
  opacityLoading: 1,
  wireframe: false,
};

function makeTokens(color: Record<string, string>): Tokens {
  const c = (name: string) => color[name] ?? '';
  return {
    token: {
      colorPrimary: c('river'),
      colorPrimaryHover: c('riverHover'),
      colorPrimaryActive: c('riverHover'),
      colorPrimaryBg: c('riverTint'),
      colorLink: c('river'),
      colorLinkHover: c('riverHover'),
      colorLinkActive: c('riverHover'),
      colorInfo: c('river'),
      colorError: c('brick'),
      colorErrorText: c('brick'),
      colorErrorHover: c('brick'),
      colorErrorBorderHover: c('brick'),
      colorWarning: c('amber'),
      colorSuccess: c('green'),
      colorText: c('ink'),
      colorTextBase: c('ink'),
      colorTextSecondary: c('slate'),
      colorTextTertiary: c('slate'),
      colorTextDescription: c('slate'),
      colorTextPlaceholder: c('slate'),
      colorTextQuaternary: c('slate'),
      colorTextDisabled: c('slate'),
      colorIcon: c('slate'),
      colorBgBase: c('surface'),
      colorBgContainer: c('surface'),
      colorBgElevated: c('surface'),
      colorBgLayout: c('paper'),
      colorBgContainerDisabled: c('paper'),
      colorBorder: c('control'),
      colorBorderSecondary: c('line'),
      colorSplit: c('line'),
      controlItemBgHover: c('paper'),
      controlItemBgActive: c('riverTint'),
      colorTextLightSolid: c('onRiver'),
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 600,
        primaryColor: c('onRiver'),
        colorPrimary: c('river'),
        colorPrimaryHover: c('riverHover'),
        colorPrimaryActive: c('riverHover'),
      },
      Select: { optionSelectedBg: c('riverTint'), optionSelectedColor: c('ink'), multipleItemBg: c('paper') },
      Input: { activeShadow: 'none' },
      Segmented: { itemSelectedBg: c('river'), itemSelectedColor: c('onRiver'), trackBg: c('surface') },
      Modal: { contentBg: c('surface'), headerBg: c('surface') },
      Form: { labelColor: c('ink'), verticalLabelPadding: '0 0 4px', itemMarginBottom: 16 },
      Message: { contentBg: c('surface') },
    },
  };
}

export const lightTokens = makeTokens({
  ink: '#18212B',
  slate: '#4B5867',
  paper: '#F6F5F1',
  surface: '#FFFFFF',
  line: '#E4E1D9',
  control: '#7B8794',
  river: '#1D5287',
  riverHover: '#17436F',
  riverTint: '#E6EEF6',
  onRiver: '#FFFFFF',
  brick: '#A03A22',
  amber: '#7A5200',
  green: '#2A6A3B',
});

export const darkTokens = makeTokens({
  ink: '#E7EAEE',
  slate: '#A9B4C0',
  paper: '#10151B',
  surface: '#171D24',
  line: '#2A333D',
  control: '#6C7986',
  river: '#8DBBEA',
  riverHover: '#A9CCF0',
  riverTint: '#1D2D3E',
  onRiver: '#10151B',
  brick: '#F2A08C',
  amber: '#E9C27A',
  green: '#8CD19C',
});
