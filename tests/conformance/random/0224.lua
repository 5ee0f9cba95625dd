-- random program 224
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
  sleep(2)
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    do local _ <close> = lk:hold()
      say("w1.f4 7 in")
      local function f9()
        say("w1.f4.f9 10")
        sleep(2)
        say("w1.f4.f9 12")
        return "f9"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f9", f9)
        if not q:full() then q:put_nowait(13) end
        if not q:full() then q:put_nowait(14) end
      end)
        if is(e, ErrorGroup) then say("w1.f4 8 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f4 16")
    end
    return "f4"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f4", f4)
  end)
    if is(e, ErrorGroup) then say("w1 3 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 5, function()
    say("w1 size " .. q:size())
    local function f20()
      say("w1.f20 21")
      sleep(0)
      say("w1.f20 23")
      sleep(0)
      say("w1.f20 25")
      do local ok, e = pcall(function()
        sleep(1)
        say("w1.f20 28")
        say("w1.f20 count " .. current():cancelling())
      end)
        if is(e, Cancelled) then say("w1.f20 26 cancelled swallow")
        elseif not ok then error(e, 0) end end
      return "f20"
    end
    local function f30()
      say("w1.f30 31")
      sleep(3)
      say("w1.f30 33")
      say("w1.f30 got " .. q:get())
      return "f30"
    end
    for _, x in ipairs(gather({ spawn("f20", f20), spawn("f30", f30) }, { return_errors = true })) do
      say("w1 19 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Timeout) then say("w1 17 timeout") elseif not ok then error(e, 0) end end
  say("w1 35 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    say("w2 38")
    do local ok, e = pcall(function()
      local function f41()
        say("w2.f41 42")
        if T.w3 then say("w2.f41 cancels w3 " .. yn(T.w3:cancel())) end
        say("w2.f41 count " .. current():cancelling())
        sleep(5)
        say("w2.f41 46")
        return "f41"
      end
      do local ok, e = pcall(function() say("w2 40 got " .. table.concat({ gather { spawn("f41", f41) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2 40 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Cancelled) then say("w2 39 cancelled cleanup")
        sleep(1)
        say("w2 39 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 36 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w2 48")
  say("w2 49 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 51 in")
    local function f53()
      say("w3.f53 54")
      say("w3.f53 barrier " .. br:wait())
      return "f53"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f53", f53)
      do local ok, e = pcall(timeout, 1, function()
        ev:wait()
        say("w3 58 ev")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3 59 ok") elseif type(e) == "string" then say("w3 59 err " .. kind(e)) else error(e, 0) end end
      end)
        if is(e, Timeout) then say("w3 56 timeout") elseif not ok then error(e, 0) end end
      if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
      if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w3 52 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  sleep(0)
  say("w3 63")
  sleep(0)
  say("w3 65")
  say("w3 67")
  say("w3 68 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 70 in")
    if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  end
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 74 woken")
  end
  say("w4 75 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
ev:set()
sleep(1)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')
