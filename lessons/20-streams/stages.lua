-- Streams of streams.
local function said()
  print("close")
end

local function read_log()
  return stream(function(emit)
    local _ <close> = defer(said)
    for i = 1, 100 do
      print("read " .. i)
      emit(i)
    end
  end, "log")
end

local function odd(from)
  return stream(function(emit)
    local from <close> = from
    for i in from do
      if i % 2 == 1 then emit(i) end
    end
  end, "odd")
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

local s <close> =
  take(odd(read_log()), 2)
for i in s do
  print("use " .. i)
end
