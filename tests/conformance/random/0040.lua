-- random program 40
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  ev:clear()
  do local _ <close> = sm:hold()
    say("w1 3 in")
    do local ok, e = pcall(function()
      ev:clear()
      sleep(1)
      say("w1 7")
      say("w1 size " .. q:size())
    end)
      if is(e, Cancelled) then say("w1 4 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      say("w1 barrier " .. br:wait())
    end)
      if is(e, Cancelled) then say("w1 9 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  do local _ <close> = lk:hold()
    say("w1 12 in")
    say("w1 count " .. current():cancelling())
  end
  say("w1 14 end")
end
local function w2()
  local function f16()
    say("w2.f16 17")
    sleep(2)
    say("w2.f16 19")
    sleep(2)
    say("w2.f16 21")
    do local _ <close> = lk:hold()
      say("w2.f16 23 in")
      ev:wait()
      say("w2.f16 25 ev")
    end
    return "f16"
  end
  local function f26()
    say("w2.f26 27")
    if T.w3 then say("w2.f26 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2.f26 29 ok") elseif type(e) == "string" then say("w2.f26 29 err " .. kind(e)) else error(e, 0) end end
    q:put(30)
    say("w2.f26 31 put 30")
    return "f26"
  end
  local function f32()
    say("w2.f32 33")
    local function f35()
      say("w2.f32.f35 36")
      sleep(1)
      say("w2.f32.f35 38")
      local function f40()
        say("w2.f32.f35.f40 41")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f32.f35.f40 42 ok") elseif type(e) == "string" then say("w2.f32.f35.f40 42 err " .. kind(e)) else error(e, 0) end end
        sleep(3)
        say("w2.f32.f35.f40 44")
        if T.w2 then say("w2.f32.f35.f40 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E46", 0)
      end
      do local dn, pn = wait({ spawn("f40", f40) }, { return_when = "all", timeout = 3 })
        say("w2.f32.f35 39 done " .. #dn .. " pending " .. #pn) end
      sleep(3)
      say("w2.f32.f35 48")
      return "f35"
    end
    local function f49()
      say("w2.f32.f49 50")
      say("w2.f32.f49 size " .. q:size())
      do local ok, e = pcall(function()
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f32.f49 53 ok") elseif type(e) == "string" then say("w2.f32.f49 53 err " .. kind(e)) else error(e, 0) end end
        sleep(0)
        say("w2.f32.f49 55")
        sleep(2)
        say("w2.f32.f49 57")
      end)
        if is(e, Cancelled) then say("w2.f32.f49 52 cancelled cleanup")
          sleep(1)
          say("w2.f32.f49 52 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f49"
    end
    do local ok, e = pcall(function() say("w2.f32 34 got " .. table.concat({ gather { spawn("f35", f35), spawn("f49", f49) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f32 34 err " .. kind(e)) else error(e, 0) end end end
    return "f32"
  end
  for _, x in ipairs(gather({ spawn("f16", f16), spawn("f26", f26), spawn("f32", f32) }, { return_errors = true })) do
    say("w2 15 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(2)
  say("w2 59")
  sleep(0)
  say("w2 61")
  say("w2 62 end")
end
local function w3()
  do local _ <close> = defer(function()
    say("w3 63 finally")
  end)
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  end
  if not q:full() then q:put_nowait(65) end
  q:put(66)
  say("w3 67 put 66")
  sleep(1)
  say("w3 69")
  ev:clear()
  say("w3 71 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
if not q:empty() then q:get_nowait() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
if not q:empty() then q:get_nowait() end
sleep(0)
sleep(1)
sleep(5)
say('main ends')
