package say

import (
	"context"
	"strconv"
	"strings"
)

// WindowsLanguages names the languages in a list of Windows' numbers for them (LCIDs), such as "1033, 1043". Of one that is not known
// the number is shown.
func WindowsLanguages(ctx context.Context, list string) string {
	var names []string
	for id := range strings.SplitSeq(list, ",") {
		if id = strings.TrimSpace(id); id != "" {
			names = append(names, windowsLanguage(ctx, id))
		}
	}
	return strings.Join(names, ", ")
}

func windowsLanguage(ctx context.Context, id string) string {
	n, err := strconv.Atoi(id)
	if err == nil && n > 0 && n < regional {
		n += regional // a language without a region
	}
	tag, known := windowsLanguages[n]
	if !known {
		return T(ctx, "Unknown language (%s)", id)
	}
	return SpokenName(ctx, tag)
}

// regional is what the number of a language's usual region is above that of the language.
const regional = 1 << 10

// windowsLanguages are the tags of Windows' numbers. That of a language's usual region is the language alone, where that tells it
// from the others. Source: [MS-LCID], the language packs of Windows and the languages that Office is made in.
var windowsLanguages = func() map[int]string {
	words, tags := strings.Fields(lcids), map[int]string{}
	for i := 0; i < len(words); i += 2 {
		n, err := strconv.Atoi(words[i])
		if err != nil {
			panic("say: " + words[i] + " is no number of a language")
		}
		tags[n] = words[i+1]
	}
	return tags
}()

const lcids = `
	1025 ar 1026 bg 1027 ca 1028 zh-Hant 1029 cs 1030 da 1031 de 1032 el 1033 en 1034 es
	1035 fi 1036 fr 1037 he 1038 hu 1039 is 1040 it 1041 ja 1042 ko 1043 nl 1044 nb
	1045 pl 1046 pt-BR 1047 rm 1048 ro 1049 ru 1050 hr 1051 sk 1052 sq 1053 sv 1054 th
	1055 tr 1056 ur 1057 id 1058 uk 1059 be 1060 sl 1061 et 1062 lv 1063 lt 1064 tg
	1065 fa 1066 vi 1067 hy 1068 az 1069 eu 1070 hsb 1071 mk 1074 tn 1076 xh 1077 zu
	1078 af 1079 ka 1080 fo 1081 hi 1082 mt 1083 se 1086 ms 1087 kk 1088 ky 1089 sw
	1090 tk 1091 uz 1092 tt 1093 bn 1094 pa 1095 gu 1096 or 1097 ta 1098 te 1099 kn
	1100 ml 1101 as 1102 mr 1103 sa 1104 mn 1105 bo 1106 cy 1107 km 1108 lo 1109 my
	1110 gl 1111 kok 1115 si 1118 am 1121 ne 1122 fy 1123 ps 1124 fil 1128 ha 1130 yo
	1132 nso 1134 lb 1136 ig 1148 moh 1150 br 1152 ug 1153 mi 1154 oc 1155 co 1156 gsw
	1159 rw 1160 wo 1164 prs
	2052 zh-Hans 2055 de-CH 2057 en-GB 2058 es-MX 2060 fr-BE 2064 it-CH 2067 nl-BE 2068 nn
	2070 pt-PT 2074 sr-Latn 2077 sv-FI 2108 ga 2110 ms-BN 2117 bn-BD 3076 zh-HK 3079 de-AT
	3081 en-AU 3082 es 3084 fr-CA 3098 sr 4100 zh-SG 4105 en-CA 4108 fr-CH 5124 zh-MO
	5129 en-NZ 5146 bs 6153 en-IE 7177 en-ZA 9242 sr-Latn 10266 sr 11274 es-AR 16393 en-IN`
