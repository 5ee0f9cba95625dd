-- Streams of streams.
local function read_log()
  return stream(function(emit)
    local _ <close> =
      defer(function() print("close") end)
    for i = 1, 100 do
      sleep(20)
      print("read " .. i)
      emit(i)
    end
  end, "log")
end

local function filter(from, want)
  return stream(function(emit)
    local from <close> = from
    for i in from do
      if want(i) then emit(i) end
    end
  end, "filter")
end

local function take(from, n)
  return stream(function(emit)
    local from <close> = from
    for i in from do
      emit(i)
      n = n - 1
      if n == 0 then return end
    end
  end, "take")
end

local function odd(i)
  return i % 2 == 1
end

local odds = filter(read_log(), odd)
local few <close> = take(odds, 2)
for i in few do
  print("use " .. i)
end
