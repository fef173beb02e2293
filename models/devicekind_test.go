package models_test

import (
	"testing"

	"appdepot/models"
)

func TestTheModelTellsWhatADeviceIs(t *testing.T) {
	for _, tt := range []struct {
		platform models.Platform
		want     models.DeviceKind
		of       []string
	}{
		{models.IOS, models.Phone, []string{"", "iPhone 15", "iPhone15,2", "iPod touch"}},
		{models.IOS, models.Tablet, []string{"iPad (10th generation)", "iPad13,4", "iPad mini", "ipad"}},
		{models.Android, models.Phone, []string{"", "Pixel 8", "SM-S918B", "Galaxy S24", "Zebra TC52", "Nexus 5", "Nothing Phone (2)", "moto g stylus", "Establishment 9"}},
		{models.Android, models.Tablet, []string{"SM-T870", "SM-X710", "SM-P610", "Galaxy Tab S9", "Lenovo TB-X606F", "Lenovo Tab M10", "Pixel Tablet", "HUAWEI MatePad 11",
			"Xiaomi Pad 6", "Nexus 7", "Zebra ET51", "KFTRWI"}},
		{models.AndroidEnterprise, models.Phone, []string{"", "Pixel 8a"}},
		{models.AndroidEnterprise, models.Tablet, []string{"Galaxy Tab Active5"}},
		{models.MacOS, models.Laptop, []string{"", "MacBook Air", "MacBookPro18,3", "Mac14,2", "Mac15,3", "Mac16,1"}},
		{models.MacOS, models.Desktop, []string{"iMac21,1", "Macmini9,1", "Mac mini", "Mac Studio", "MacPro7,1", "Mac Pro", "Mac14,3", "Mac13,2", "Mac16,10", "VirtualMac2,1"}},
		{models.Windows, models.Desktop, []string{"", "OptiPlex 7010", "HP EliteDesk 800 G6", "OptiPlex 7010", "Precision 5820 Tower", "VMware20,1", "Virtual Machine", "20XW00A8MH",
			"ThinkBook Desktop Dock"}},
		{models.Windows, models.Laptop, []string{"Latitude 5440", "HP EliteBook 840 G9", "ThinkPad X1 Carbon", "Surface Laptop 5", "Surface Book 3", "XPS 13 9340", "Precision 5570"}},
		{models.Windows, models.Tablet, []string{"Surface Pro 9", "Surface Go 3", "Latitude 7230 Rugged Extreme Tablet"}},
	} {
		for _, model := range tt.of {
			if got := models.KindOfDevice(tt.platform, model); got != tt.want {
				t.Errorf("%q on %s is a %s, not a %s", model, tt.platform, got, tt.want)
			}
		}
	}
}

func TestEveryDeviceIsOfAKind(t *testing.T) {
	for _, p := range models.DevicePlatforms {
		if models.KindOfDevice(p, "") == "" {
			t.Errorf("a device of %s without a model is of no kind", p)
		}
	}
}
