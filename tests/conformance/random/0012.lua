-- random program 12
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  ev:wait()
  say("w1 2 ev")
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 4 woken")
  end
  say("w1 6")
  do local _ <close> = sm:hold()
    say("w1 8 in")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w1 barrier " .. br:wait())
  end
  say("w1 11 end")
end
local function w2()
  local function f13()
    say("w2.f13 14")
    say("w2.f13 size " .. q:size())
    error("E16", 0)
  end
  do local ok, e = pcall(function() say("w2 12 " .. wait_for(3, spawn("f13", f13))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 12 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = sm:hold()
    say("w2 18 in")
    do local _ <close> = lk:hold()
      say("w2 20 in")
      sleep(1)
      say("w2 22")
    end
  end
  sleep(5)
  say("w2 24")
  say("w2 25 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    sleep(5)
    say("w3 28")
  end)
    if is(e, Timeout) then say("w3 26 timeout") elseif not ok then error(e, 0) end end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = lk:hold()
        say("w3 33 in")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w3 36")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
      end
      local function f39()
        say("w3.f39 40")
        if T.w4 then say("w3.f39 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w4 then say("w3.f39 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f39"
      end
      for _, x in ipairs(gather({ spawn("f39", f39) }, { return_errors = true })) do
        say("w3 38 " .. (x.ok and x.value or kind(x.error)))
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3 44 woken")
      end
    end)
      if is(e, Timeout) then say("w3 31 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 30 timeout") elseif not ok then error(e, 0) end end
  local function f46()
    say("w3.f46 47")
    sleep(1)
    say("w3.f46 49")
    current():cancel()
    say("w3.f46 got " .. q:get())
    return "f46"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f46", f46)
    sleep(1)
    say("w3 53")
    ev:set()
  end)
    if is(e, ErrorGroup) then say("w3 45 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 55 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 57 in")
    local function f59()
      say("w4.f59 60")
      say("w4.f59 got " .. q:get())
      say("w4.f59 63")
      if not q:full() then q:put_nowait(64) end
      return "f59"
    end
    local function f65()
      say("w4.f65 66")
      say("w4.f65 68")
      current():cancel()
      return "f65"
    end
    local function f70()
      say("w4.f70 71")
      if not q:full() then q:put_nowait(72) end
      error("E73", 0)
    end
    for _, x in ipairs(gather({ spawn("f59", f59), spawn("f65", f65), spawn("f70", f70) }, { return_errors = true })) do
      say("w4 58 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  sleep(0)
  say("w4 77")
  ev:clear()
  say("w4 79 end")
end
local function w5()
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = sm:hold()
      say("w5 82 in")
      local function f84()
        say("w5.f84 85")
        say("w5.f84 count " .. current():cancelling())
        error("E87", 0)
      end
      local function f88()
        say("w5.f88 89")
        if T.w4 then say("w5.f88 cancels w4 " .. yn(T.w4:cancel())) end
        if T.w2 then say("w5.f88 cancels w2 " .. yn(T.w2:cancel())) end
        return "f88"
      end
      local function f92()
        say("w5.f92 93")
        if T.w5 then say("w5.f92 cancels w5 " .. yn(T.w5:cancel())) end
        return "f92"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f84", f84), spawn("f88", f88), spawn("f92", f92) }, { timeout = nil }) do say("w5 83 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 83 err " .. kind(e)) else error(e, 0) end end end
      if T.w1 then say("w5 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:clear()
    end
    q:put(97)
    say("w5 98 put 97")
  end)
    if is(e, Timeout) then say("w5 80 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w5 100")
  say("w5 101 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
