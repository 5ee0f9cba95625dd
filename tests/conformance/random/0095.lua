-- random program 95
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  say("w1 barrier " .. br:wait())
  sleep(1)
  say("w1 5")
  say("w1 6 end")
end
local function w2()
  sleep(5)
  say("w2 8")
  say("w2 barrier " .. br:wait())
  if not q:full() then q:put_nowait(10) end
  say("w2 11 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 13 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 15 woken")
    end
    do local _ <close> = sm:hold()
      say("w3 17 in")
      say("w3 got " .. q:get())
    end
  end
  say("w3 got " .. q:get())
  say("w3 20 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 22 in")
    say("w4 got " .. q:get())
    say("w4 barrier " .. br:wait())
    do local ok, e = pcall(timeout, 1, function()
      q:put(26)
      say("w4 27 put 26")
      ev:set()
      sleep(2)
      say("w4 30")
    end)
      if is(e, Timeout) then say("w4 25 timeout") elseif not ok then error(e, 0) end end
  end
  do local _ <close> = defer(function()
    sleep(0)
    say("w4 31 finally")
  end)
    local function f33()
      say("w4.f33 34")
      do local _ <close> = sm:hold()
        say("w4.f33 36 in")
        say("w4.f33 got " .. q:get())
        sleep(2)
        say("w4.f33 39")
      end
      say("w4.f33 size " .. q:size())
      do local _ <close> = cd:hold()
        cd:wait()
        say("w4.f33 42 woken")
      end
      error("E43", 0)
    end
    local function f44()
      say("w4.f44 45")
      sleep(0)
      say("w4.f44 47")
      error("E48", 0)
    end
    local function f49()
      say("w4.f49 50")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w4.f49 52 woken")
      end
      error("E53", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f33", f33)
      tg:spawn("f44", f44)
      tg:spawn("f49", f49)
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w4 54 ok") elseif type(e) == "string" then say("w4 54 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(timeout, 3, function()
        do local ok, e = pcall(function() T.w3:await() end)
          if ok then say("w4 56 ok") elseif type(e) == "string" then say("w4 56 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Timeout) then say("w4 55 timeout") elseif not ok then error(e, 0) end end
      ev:set()
    end)
      if is(e, ErrorGroup) then say("w4 32 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w4 59 ok") elseif type(e) == "string" then say("w4 59 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w4 58 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 60 ok") elseif type(e) == "string" then say("w4 60 err " .. kind(e)) else error(e, 0) end end
  local function f62()
    say("w4.f62 63")
    ev:wait()
    say("w4.f62 65 ev")
    if T.w1 then say("w4.f62 cancels w1 " .. yn(T.w1:cancel())) end
    error("E67", 0)
  end
  for _, x in ipairs(gather({ spawn("f62", f62) }, { return_errors = true })) do
    say("w4 61 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(1)
sleep(10)
say('main ends')
