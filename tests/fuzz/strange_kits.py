"""A rich kit in every format that is imported, to be changed by chance."""

from __future__ import annotations

HYDROGEN = """\
<?xml version="1.0" encoding="UTF-8"?>
<drumkit_info xmlns="http://www.hydrogen-music.org/drumkit">
 <name>Attic</name><author>Nobody</author><info>&lt;p&gt;old&lt;/p&gt;</info><license>CC0</license>
 <componentList><drumkitComponent><id>0</id><name>Main</name><volume>1</volume></drumkitComponent>
 </componentList>
 <instrumentList>
  <instrument><id>0</id><name>Kick</name><volume>0.8</volume><gain>1</gain><isMuted>false</isMuted>
   <pan_L>1</pan_L><pan_R>0.5</pan_R><filterActive>true</filterActive>
   <filterCutoff>0.3</filterCutoff><filterResonance>0.1</filterResonance>
   <Attack>10</Attack><Decay>200</Decay><Sustain>0.5</Sustain><Release>1000</Release>
   <muteGroup>-1</muteGroup><midiOutNote>36</midiOutNote>
   <sampleSelectionAlgo>VELOCITY</sampleSelectionAlgo>
   <instrumentComponent><component_id>0</component_id><gain>1</gain>
    <layer><filename>a.wav</filename><min>0</min><max>0.5</max><gain>1</gain><pitch>-1.5</pitch>
    </layer>
    <layer><filename>b.wav</filename><min>0.5</min><max>1</max><gain>0.5</gain><pitch>0</pitch>
    </layer></instrumentComponent></instrument>
  <instrument><id>1</id><name>Hat</name><filename>c.wav</filename><pan>0.5</pan>
   <muteGroup>1</muteGroup><isHihat>1</isHihat><lower_cc>0</lower_cc><higher_cc>63</higher_cc>
  </instrument>
  <instrument><id>2</id><name>Gone</name><layer><filename>gone.wav</filename></layer></instrument>
 </instrumentList>
</drumkit_info>
"""
SFZ = """\
// a kit
<control> default_path=sounds/ note_offset=0 label_key36=Boom set_cc7=100
#define $KICK 36
#include "more.txt"
<global> ampeg_release=0.3 pan=-20
<master> master_volume=-2
<group> key=$KICK group=1 off_by=1 off_mode=fast seq_length=2 loop_mode=one_shot
<region> sample=..\\a.wav lovel=1 hivel=64 volume=-3 tune=-50 seq_position=1
<region> sample=../b.wav lovel=65 hivel=127 lorand=0 hirand=0.5 transpose=2 seq_position=2
<region> sample=../c.wav key=c#2 pitch_keycenter=d2 offset=10 end=500 loop_start=5 loop_end=80
 loop_mode=loop_continuous cutoff=1000 fil_type=lpf_2p resonance=3 ampeg_attack=0.01
<region> sample=*sine key=40 trigger=release
"""
DECENT_SAMPLER = """\
<?xml version="1.0" encoding="UTF-8"?>
<DecentSampler minVersion="1.0"><ui><tab name="main"/></ui>
<groups volume="-1dB" attack="0.01" release="0.5" globalTuning="0.5" seqMode="always">
<group name="Kick" tags="kick" silencedByTags="hat" silencingMode="fast" volume="0.5" pan="-50">
<sample path="a.wav" rootNote="36" loNote="36" hiNote="36" loVel="1" hiVel="64" start="10"
 end="500" tuning="-1" loopEnabled="true" loopStart="20" loopEnd="90" loopCrossfade="5"/>
<sample path="Samples\\b.wav" rootNote="36" loNote="36" hiNote="36" loVel="65" hiVel="127"/>
</group>
<group tags="hat" seqMode="round_robin" seqLength="2">
<sample path="c.wav" loNote="42" hiNote="42" seqPosition="1"/>
<sample path="b.wav" loNote="42" hiNote="42" seqPosition="2" trigger="release"/>
</group></groups></DecentSampler>
"""
MPC = """\
<?xml version="1.0" encoding="UTF-8"?>
<MPCVObject><Version><File_Version>2.1</File_Version></Version>
<Program type="Drum"><ProgramName>Night</ProgramName>
<PadNoteMap><PadNote number="1"><Note>37</Note></PadNote></PadNoteMap>
<Instruments>
<Instrument number="1"><Volume>0.7</Volume><Pan>0.5</Pan><TuneCoarse>-2</TuneCoarse>
<TuneFine>10</TuneFine><Mono>True</Mono><MuteGroup>1</MuteGroup><OneShot>True</OneShot>
<FilterType>2</FilterType><Cutoff>0.5</Cutoff><Resonance>0.1</Resonance>
<VolumeAttack>0.1</VolumeAttack><VolumeRelease>0.5</VolumeRelease><ZonePlay>1</ZonePlay>
<Layers>
<Layer number="1"><Active>True</Active><Volume>1</Volume><Pan>0.5</Pan><Pitch>0</Pitch>
<VelStart>0</VelStart><VelEnd>64</VelEnd><SampleStart>0</SampleStart><SampleEnd>500</SampleEnd>
<Loop>True</Loop><LoopStart>5</LoopStart><LoopEnd>80</LoopEnd><Direction>0</Direction>
<SampleName>a</SampleName><SampleFile>a.wav</SampleFile></Layer>
<Layer number="2"><Active>True</Active><VelStart>65</VelStart><VelEnd>127</VelEnd>
<SampleName>b</SampleName></Layer></Layers></Instrument>
<Instrument number="2"><Layers><Layer><SampleName>c</SampleName></Layer></Layers></Instrument>
</Instruments></Program></MPCVObject>
"""
PADSKETCH = """\
format = "padsketch-kit"
version = 1
name = "Tin"

[[pads]]
id = "kick"
name = "Kick"
mode = "one-shot"
choke = 0
level_db = -3.0
cutoff = 3000.0
layers = [
  { file = "a.wav", velocity = [1, 90], start = 1.0, end = 20.0, tune = -1.5, reverse = true },
  { file = "b.wav", velocity = [91, 127], fade_in = 2.0, low_cut = 100.0, stretch = 1.5 },
]

[credits."a.wav"]
author = "Nobody"
licence = "CC0-1.0"

[x.more]
anything = 1
"""
